// The smallest guest that can be booted as PV: it asks Xen to wake it at an event, and none comes.
        .macro number type, value
        .long 4, 8, \type
        .asciz "Xen"
        .quad \value
        .endm
        .macro word type, text
        .long 4, 2f - 1f, \type
        .asciz "Xen"
1:      .asciz "\text"
2:      .balign 4
        .endm

        .section .note.Xen, "a", @note
        number 1, start                 // XEN_ELFNOTE_ENTRY
        number 3, 0                     // VIRT_BASE
        word 5, "xen-3.0"               // XEN_VERSION
        word 6, "linux"                 // GUEST_OS
        word 7, "2.6"                   // GUEST_VERSION
        word 8, "generic"               // LOADER
        word 9, "yes"                   // PAE_MODE

        .text
        .globl start
start:  movl $29, %eax                  // sched_op
        movl $1, %edi                   // SCHEDOP_block
        xorl %esi, %esi
        syscall
        jmp start
