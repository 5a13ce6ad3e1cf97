/*
 * Makes the n-th system call of a kind below one folder fail, or kills the process at that call. A seccomp filter traps the
 * calls of all threads. Replacing libc's symbols would not trap the calls that libc makes itself. LD_PRELOAD loads this
 * library. A test controls it while the process runs, through a shared file (RECORDINGS_FAULT_PLAN, laid out as struct plan).
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

enum { SYNC = 1, WRITE = 2, OPEN = 4, RENAME = 8, MAKE_FOLDER = 16, REMOVE = 32, TRUNCATE = 64, OPEN_FOR_WRITING = 128, READ = 256 };
enum { KILL = -1, PASS_MARK = 0x5afe };

struct plan {
    int kinds;     /* bits; 0: no call fails */
    int fault;     /* an errno, or KILL */
    int countdown; /* the number of the call that fails, from 1 */
    int forever;   /* 1: all later calls fail too */
    int failed;
    char path[1024];
};

static struct plan *plan;
static const char *root;

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#define ARGUMENT(context, i) ((long)(context)->uc_mcontext.gregs[(const int[]){REG_RDI, REG_RSI, REG_RDX, REG_R10, REG_R8}[i]])
#define RESULT(context) ((context)->uc_mcontext.gregs[REG_RAX])
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#define ARGUMENT(context, i) ((long)(context)->uc_mcontext.regs[i])
#define RESULT(context) ((context)->uc_mcontext.regs[0])
#endif

/* The filter allows a call with this mark in the sixth argument, which none of these calls uses. */
static long pass(long number, long a, long b, long c, long d, long e)
{
    long result = syscall(number, a, b, c, d, e, (long)PASS_MARK);
    return result < 0 ? -errno : result;
}

static int kinds_of(long number, long flags)
{
    switch (number) {
    case SYS_fsync: case SYS_fdatasync: return SYNC;
    case SYS_pwrite64: return WRITE;
    case SYS_pread64: return READ;
    case SYS_ftruncate: return TRUNCATE;
    case SYS_openat: return OPEN | ((flags & (O_WRONLY | O_RDWR | O_CREAT)) ? OPEN_FOR_WRITING : 0);
    case SYS_renameat2: case SYS_renameat: return RENAME;
    case SYS_mkdirat: return MAKE_FOLDER;
    case SYS_unlinkat: return REMOVE;
#if defined(__x86_64__)
    case SYS_open: return OPEN;
    case SYS_rename: return RENAME;
    case SYS_mkdir: return MAKE_FOLDER;
    case SYS_unlink: case SYS_rmdir: return REMOVE;
#endif
    }
    return 0;
}

/* The kind tells whether the call's first argument is a descriptor or a path. */
static void path_of(long number, int kinds, ucontext_t *context, char *path, size_t size)
{
    path[0] = 0;
    if (kinds & (SYNC | WRITE | READ | TRUNCATE)) {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%ld", ARGUMENT(context, 0));
        ssize_t length = readlink(link, path, size - 1);
        path[length > 0 ? length : 0] = 0;
        return;
    }
    int at = number == SYS_openat || number == SYS_renameat2 || number == SYS_renameat || number == SYS_mkdirat || number == SYS_unlinkat;
    const char *name = (const char *)ARGUMENT(context, at ? 1 : 0);
    snprintf(path, size, "%s", name ? name : "");
}

static int is_due(int kinds, const char *path)
{
    if (strncmp(path, root, strlen(root)) != 0 || !(__atomic_load_n(&plan->kinds, __ATOMIC_SEQ_CST) & kinds))
        return 0;
    int left = __atomic_sub_fetch(&plan->countdown, 1, __ATOMIC_SEQ_CST);
    return left == 0 || (left < 0 && plan->forever);
}

static void on_call(int signal, siginfo_t *info, void *raw)
{
    (void)signal;
    int saved = errno;
    ucontext_t *context = raw;
    long number = info->si_syscall;
    int kinds = kinds_of(number, ARGUMENT(context, 2));
    char path[1024];
    if (plan->kinds & kinds) {
        path_of(number, kinds, context, path, sizeof path);
        if (is_due(kinds, path)) {
            memcpy(plan->path, path, sizeof path);
            __atomic_add_fetch(&plan->failed, 1, __ATOMIC_SEQ_CST);
            if (plan->fault == KILL)
                kill(getpid(), SIGKILL);
            RESULT(context) = -plan->fault;
            errno = saved;
            return;
        }
    }
    RESULT(context) = pass(
        number, ARGUMENT(context, 0), ARGUMENT(context, 1), ARGUMENT(context, 2), ARGUMENT(context, 3), ARGUMENT(context, 4));
    errno = saved;
}

static const int trapped[] = {
    SYS_fsync, SYS_fdatasync, SYS_pwrite64, SYS_pread64, SYS_ftruncate, SYS_openat, SYS_renameat2, SYS_renameat, SYS_mkdirat, SYS_unlinkat,
#if defined(__x86_64__)
    SYS_open, SYS_rename, SYS_mkdir, SYS_unlink, SYS_rmdir,
#endif
};

enum { TRAPPED = sizeof trapped / sizeof *trapped };

static void trap(void)
{
    struct sock_filter filter[5 + TRAPPED + 2];
    int n = 0;
    filter[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
    filter[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 0, TRAPPED + 3);
    filter[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[5]));
    filter[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PASS_MARK, TRAPPED + 1, 0);
    filter[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (int i = 0; i < TRAPPED; i++)
        filter[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, trapped[i], TRAPPED - i, 0);
    filter[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    filter[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP);
    struct sock_fprog program = { .len = (unsigned short)n, .filter = filter };
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
        abort();
}

__attribute__((constructor)) static void begin(void)
{
    const char *file = getenv("RECORDINGS_FAULT_PLAN");
    root = getenv("RECORDINGS_FAULT_ROOT");
    if (!file || !root)
        return;
    int descriptor = open(file, O_RDWR | O_CLOEXEC);
    plan = mmap(NULL, sizeof *plan, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    if (plan == MAP_FAILED)
        abort();
    close(descriptor);
    struct sigaction action = { .sa_sigaction = on_call, .sa_flags = SA_SIGINFO | SA_NODEFER | SA_RESTART };
    sigaction(SIGSYS, &action, NULL);
    trap();
}
