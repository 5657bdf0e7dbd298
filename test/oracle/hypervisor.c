/*
 * Answers what `xl -N create` asks a hypervisor, so that the dry run works on any machine: 8 CPUs, one node, 16 GiB.
 * /etc/xen/xl.conf counts as empty. XL_CPUS says another number of CPUs.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <xenctrl.h>
#include <xenstore.h>
#include <xen/version.h>

#undef fopen
#undef fopen64

/* Not through dlsym: that of a new C library is not found in an old one. */
FILE *fopen(const char *path, const char *mode)
{
    int both = strchr(mode, '+') != NULL;
    int way = *mode == 'r' ? 0 : O_CREAT | (*mode == 'a' ? O_APPEND : O_TRUNC);
    /* libxl wants a plain file, which /dev/null is not. */
    int file = strcmp(path, "/etc/xen/xl.conf") == 0
        ? memfd_create("xl.conf", 0)
        : open(path, way | (both ? O_RDWR : *mode == 'r' ? O_RDONLY : O_WRONLY), 0666);
    return file < 0 ? NULL : fdopen(file, mode);
}
FILE *fopen64(const char *path, const char *mode) { return fopen(path, mode); }

static int processors(void)
{
    const char *wanted = getenv("XL_CPUS");
    return wanted ? atoi(wanted) : 8;
}

/* Handles are never looked into: any memory will do. */
xc_interface *xc_interface_open(xentoollog_logger *one, xentoollog_logger *two, unsigned flags) { return calloc(1, 1 << 16); }
int xc_interface_close(xc_interface *handle) { return 0; }
struct xs_handle *xs_open(unsigned long flags) { return calloc(1, 1 << 12); }
struct xs_handle *xs_daemon_open(void) { return xs_open(0); }
void xs_close(struct xs_handle *handle) {}
void xs_daemon_close(struct xs_handle *handle) {}

int xc_get_max_cpus(xc_interface *handle) { return processors(); }
int xc_get_online_cpus(xc_interface *handle) { return processors(); }
int xc_get_max_nodes(xc_interface *handle) { return 1; }
long xc_sharing_freed_pages(xc_interface *handle) { return 0; }
long xc_sharing_used_frames(xc_interface *handle) { return 0; }

int xc_physinfo(xc_interface *handle, xc_physinfo_t *machine)
{
    memset(machine, 0, sizeof *machine);
    machine->nr_cpus = machine->cores_per_socket = processors();
    machine->max_cpu_id = processors() - 1;
    machine->threads_per_core = machine->nr_nodes = 1;
    machine->cpu_khz = 2400000;
    machine->total_pages = 4 << 20;
    machine->free_pages = 3 << 20;
    machine->capabilities = XEN_SYSCTL_PHYSCAP_hvm | XEN_SYSCTL_PHYSCAP_pv | XEN_SYSCTL_PHYSCAP_directio
                          | XEN_SYSCTL_PHYSCAP_hap | XEN_SYSCTL_PHYSCAP_shadow | XEN_SYSCTL_PHYSCAP_iommu_hap_pt_share;
    return 0;
}

int xc_version(xc_interface *handle, int question, void *answer)
{
    switch (question) {
    case XENVER_version: return 4 << 16 | MINOR;
    case XENVER_build_id: errno = ENODATA; return -1;
    case XENVER_extraversion: strcpy(answer, ".0"); return 0;
    case XENVER_capabilities: strcpy(answer, "xen-3.0-x86_64 hvm-3.0-x86_64"); return 0;
    case XENVER_changeset: *(char *)answer = 0; return 0;
    case XENVER_commandline: *(char *)answer = 0; return 0;
    case XENVER_compile_info: memset(answer, 0, sizeof(xen_compile_info_t)); return 0;
    case XENVER_platform_parameters: memset(answer, 0, sizeof(xen_platform_parameters_t)); return 0;
    default: return 0;
    }
}

#if MINOR >= 20
char *xc_xenver_extraversion(xc_interface *handle) { return strdup(".0"); }
char *xc_xenver_capabilities(xc_interface *handle) { return strdup("xen-3.0-x86_64 hvm-3.0-x86_64"); }
char *xc_xenver_changeset(xc_interface *handle) { return strdup(""); }
char *xc_xenver_commandline(xc_interface *handle) { return strdup(""); }
char *xc_xenver_buildid(xc_interface *handle) { errno = ENODATA; return NULL; }
#endif
