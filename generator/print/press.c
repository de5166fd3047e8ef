/* press.c: makes a folder, runs foreign programs in it, and leaves nothing behind.
 *
 * A program gets its arguments as they are: there is no shell that could read a file's name as a
 * command. It runs in a group of its own, so that all it has started ends with it. Interruptions
 * are held back and looked at where the program's end is waited for: the folder is removed in any
 * case. Layer: print. Uses: base. Used by: chromium, poppler, qpdf, edition, print. */
#define _XOPEN_SOURCE 700 /* nftw */

#include "press.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    LONGEST_RUN = 600,       /* seconds that a program may take */
    LEFT_FOR = 24 * 60 * 60, /* seconds after which a folder is nobody's */
    WARNING_STATUS = 3,      /* by which qpdf says that it mended something */
    UNKNOWN_STATUS = -1      /* which no program that has exited has */
};

extern char **environ;

/* ------------------------------------------------------------------ programs */

static bool is_on_path(const char *name)
{
    struct arena *arena = arena_new();
    const char *path = getenv("PATH");
    struct str rest = str_of(path ? path : "/usr/bin:/bin");
    bool found = false;
    while (rest.len > 0 && !found) {
        struct str folder = str_cut(rest, ':', &rest);
        found = folder.len > 0 &&
                access(arena_printf(arena, "%.*s/%s", STR_ARGS(folder), name), X_OK) == 0;
    }
    arena_free(arena);
    return found;
}

bool programs_are_there(const struct foreign_program *const *programs, size_t count,
                        struct diag *diag)
{
    struct buf names = {0};
    struct buf packages = {0};
    for (size_t i = 0; i < count; i++) {
        if (is_on_path(programs[i]->name))
            continue;
        buf_printf(&names, "%s%s", names.len > 0 ? ", " : "", programs[i]->name);
        buf_printf(&packages, " %s", programs[i]->package);
    }
    bool complete = names.len == 0;
    if (!complete)
        diag_report(
            diag, SEVERITY_FAILURE, (struct mark){0}, RULE_SYSTEM,
            "cannot make PDFs without %s: install, as root, the Debian packages%s; the pages "
            "themselves are there, and a browser prints them",
            names.ptr, packages.ptr);
    buf_free(&names);
    buf_free(&packages);
    return complete;
}

/* ------------------------------------------------------------------ the folder */

/* "<place for temporary files>/concordat-pdf-XXXXXX", as mkdtemp changes it. */
static char *folder_pattern(struct arena *arena)
{
    const char *place = getenv("TMPDIR");
    const char *pattern =
        arena_printf(arena, "%s/concordat-pdf-XXXXXX", place && *place == '/' ? place : "/tmp");
    char *folder = arena_alloc(arena, strlen(pattern) + 1);
    memcpy(folder, pattern, strlen(pattern));
    return folder;
}

/* The environment of the programs: ours, but that what they need meanwhile goes to the folder. */
static char **environment_in(struct arena *arena, const char *folder)
{
    size_t count = 0;
    size_t kept = 0;
    while (environ[count])
        count++;
    char **environment = arena_array(arena, count + 2, sizeof *environment);
    for (size_t i = 0; i < count; i++)
        if (strncmp(environ[i], "TMPDIR=", sizeof "TMPDIR=" - 1) != 0)
            environment[kept++] = environ[i];
    size_t size = strlen(folder) + sizeof "TMPDIR=";
    environment[kept] = arena_alloc(arena, size);
    snprintf(environment[kept], size, "TMPDIR=%s", folder);
    return environment;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *at)
{
    (void)status;
    (void)kind;
    (void)at;
    remove(path);
    return 0;
}

/* Removes what a run that was killed has left beside the new folder: a folder of its name, of the
 * same user, in which nothing has happened for a day. */
static void remove_leftovers(struct arena *arena, const char *folder)
{
    struct stat made; /* just now */
    const size_t changing = sizeof "XXXXXX" - 1;
    const char *name = strrchr(folder, '/') + 1;
    const char *place = arena_printf(arena, "%.*s", (int)(name - folder), folder);
    DIR *entries = lstat(folder, &made) == 0 ? opendir(place) : NULL;
    for (struct dirent *entry; entries && (entry = readdir(entries));) {
        struct stat status;
        const char *path = arena_printf(arena, "%s%s", place, entry->d_name);
        if (strlen(entry->d_name) == strlen(name) &&
            strncmp(entry->d_name, name, strlen(name) - changing) == 0 &&
            lstat(path, &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == geteuid() &&
            made.st_mtime - status.st_mtime > LEFT_FOR)
            nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    }
    if (entries)
        closedir(entries);
}

bool press_open(struct press *press, struct arena *arena, struct diag *diag)
{
    char *folder = folder_pattern(arena);
    *press = (struct press){.arena = arena, .diag = diag, .folder = folder};
    if (!mkdtemp(folder)) {
        diag_failure(diag, "make the folder", folder);
        return false;
    }
    remove_leftovers(arena, folder);
    press->environment = environment_in(arena, folder);
    sigemptyset(&press->waited);
    sigaddset(&press->waited, SIGCHLD);
    sigaddset(&press->waited, SIGINT);
    sigaddset(&press->waited, SIGTERM);
    sigaddset(&press->waited, SIGHUP);
    sigaddset(&press->waited, SIGQUIT);
    sigaddset(&press->waited, SIGPIPE);
    sigprocmask(SIG_BLOCK, &press->waited, &press->usual);
    /* Who started us may have had their ends ignored: nobody would hear of them then. */
    const struct sigaction heard = {.sa_handler = SIG_DFL};
    sigaction(SIGCHLD, &heard, &press->usual_end);
    return true;
}

void press_close(struct press *press)
{
    nftw(press->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    sigaction(SIGCHLD, &press->usual_end, NULL);
    sigprocmask(SIG_SETMASK, &press->usual, NULL);
}

const char *press_file(const struct press *press, const char *name)
{
    return arena_printf(press->arena, "%s/%s", press->folder, name);
}

bool press_is_stopped(struct press *press)
{
    const struct timespec at_once = {0, 0};
    sigset_t interruptions = press->waited;
    sigdelset(&interruptions, SIGCHLD);
    if (!press->is_stopped)
        press->is_stopped = sigtimedwait(&interruptions, NULL, &at_once) > 0;
    return press->is_stopped;
}

/* ------------------------------------------------------------------ running */

/* Waits for the end of the program; false where it was ended because it took too long or somebody
 * interrupted. Where the system knows of no such program any more, it has ended, and `*status` is
 * left as it is. */
static bool wait_for(struct press *press, pid_t program, int *status)
{
    const struct timespec longest = {LONGEST_RUN, 0};
    bool ended = false;
    while (!(ended = waitpid(program, status, WNOHANG) != 0)) {
        int signal = sigtimedwait(&press->waited, NULL, &longest);
        if (signal == SIGCHLD || (signal < 0 && errno == EINTR))
            continue;
        press->is_stopped = signal > 0;
        break;
    }
    kill(-program, SIGKILL); /* the group: whatever it has left running as well */
    if (!ended)
        waitpid(program, status, 0);
    return ended;
}

/* Starts the program with its output in two files; 0, with errno, where it cannot be. */
static pid_t start(const struct press *press, const char *name, const char *const *arguments,
                   const char *printed, const char *complaints)
{
    pid_t program = 0;
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, printed, O_WRONLY | O_CREAT | O_TRUNC,
                                     0600);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, complaints,
                                     O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setsigmask(&attributes, &press->usual);
    posix_spawnattr_setpgroup(&attributes, 0);
    /* The words are not changed: the parameter lacks its const for old programs' sake. */
    char *const *words = (char *const *)(const void *)arguments;
    int problem = posix_spawnp(&program, name, &files, &attributes, words, press->environment);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    errno = problem;
    return problem == 0 ? program : 0;
}

/* The last line of a file that is not empty, in the arena. */
static struct str last_line(struct press *press, const char *path)
{
    struct buf bytes = {0};
    struct buf shown = {0};
    FILE *file = fopen(path, "rb");
    char part[4096];
    for (size_t got; file && (got = fread(part, 1, sizeof part, file)) > 0;)
        buf_add(&bytes, (struct str){part, got});
    if (file)
        fclose(file);
    struct str text = str_trim(buf_str(&bytes));
    size_t from = text.len;
    while (from > 0 && text.ptr[from - 1] != '\n')
        from--;
    buf_add_visible(&shown, str_slice(text, from, text.len));
    struct str line = arena_copy(press->arena, buf_str(&shown));
    buf_free(&bytes);
    buf_free(&shown);
    return line;
}

enum run_result press_run(struct press *press, const struct foreign_program *program,
                          const char *const *arguments, const char *printed, const char *deed,
                          const char *about)
{
    const char *complaints = press_file(press, "complaints");
    int status = UNKNOWN_STATUS;
    if (press_is_stopped(press))
        return RUN_FAILED;
    pid_t running = start(press, program->name, arguments, printed, complaints);
    if (running == 0) {
        diag_failure(press->diag, "run", program->name);
        return RUN_FAILED;
    }
    bool ended = wait_for(press, running, &status);
    if (ended && WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return RUN_DONE;
    if (ended && WIFEXITED(status) && WEXITSTATUS(status) == WARNING_STATUS)
        return RUN_WARNED;
    if (press->is_stopped)
        return RUN_FAILED; /* told once, at the end */
    struct str last = last_line(press, complaints);
    if (ended)
        diag_report(press->diag, SEVERITY_FAILURE, (struct mark){about, 0, 0}, RULE_SYSTEM,
                    "cannot %s: %s failed%s%.*s", deed, program->name, last.len > 0 ? ": " : "",
                    STR_ARGS(last));
    else
        diag_report(press->diag, SEVERITY_FAILURE, (struct mark){about, 0, 0}, RULE_SYSTEM,
                    "cannot %s: %s had not ended after %d seconds", deed, program->name,
                    LONGEST_RUN);
    return RUN_FAILED;
}

/* ------------------------------------------------------------------ files */

bool press_read(struct press *press, const char *path, struct buf *bytes)
{
    char part[16384];
    FILE *file = fopen(path, "rb");
    buf_clear(bytes);
    for (size_t got; file && (got = fread(part, 1, sizeof part, file)) > 0;)
        buf_add(bytes, (struct str){part, got});
    bool whole = file && !ferror(file);
    if (!whole)
        diag_failure(press->diag, "read", path);
    if (file)
        fclose(file);
    return whole;
}

bool press_write(struct press *press, const char *path, struct str bytes)
{
    FILE *file = fopen(path, "wb");
    bool whole = file && fwrite(bytes.ptr, 1, bytes.len, file) == bytes.len;
    whole = file && fclose(file) == 0 && whole;
    if (!whole)
        diag_failure(press->diag, "write", path);
    return whole;
}
