// The smallest guest that can be booted as PVH: it sleeps for ever, and no interrupt can wake it.
        .section .note.Xen, "a", @note
        .long 4, 4, 18                  // XEN_ELFNOTE_PHYS32_ENTRY
        .asciz "Xen"
        .long _start

        .text
        .code32
        .globl _start
_start: sti
        hlt
        jmp _start
