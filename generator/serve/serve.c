/* serve.c: the preview: one loop that waits for browsers, for changes and for the end.
 *
 * It listens on 127.0.0.1 alone and serves a folder of its own, which goes with it. A change is
 * waited out until nothing more comes for a moment, because a save is several events; then the site
 * is built as `build` does it. Layer: serve. Uses: build, base. Used by: main. */
#define _XOPEN_SOURCE 700 /* nftw */

#include "concordat/serve/serve.h"

#include "concordat/base/file.h"
#include "preview.h"
#include "request.h"
#include "watch.h"

#include <arpa/inet.h>
#include <errno.h>
#include <ftw.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum {
    MOST_CLIENTS = 64,
    LONGEST_REQUEST = 16 * 1024,
    QUIET_MILLISECONDS = 60, /* after the last event of a save */
    SEND_SECONDS = 5,        /* for a browser that has stopped reading */
    OTHERS = 3,              /* what is waited for beside browsers */
};

/* A browser that is connected. */
struct client {
    int socket;
    bool hears; /* it is told of each build */
    struct buf request;
};

struct server {
    const struct serve_options *options;
    struct build_options build;
    struct watch *watch;
    int listener;
    int interruption;
    unsigned port;
    char folder[64];    /* of the preview's own */
    char site[80];      /* in it */
    unsigned long done; /* the number of builds that published */
    struct diag *found; /* by the last build */
    struct client clients[MOST_CLIENTS];
    size_t client_count;
};

/* ------------------------------------------------------------------ answering */

static bool send_all(int to, struct str bytes)
{
    while (bytes.len > 0) {
        ssize_t sent = send(to, bytes.ptr, bytes.len, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        bytes = str_slice(bytes, (size_t)sent, bytes.len);
    }
    return true;
}

static void send_answer(int to, const char *status, const char *type, const char *more,
                        struct str body, bool head)
{
    struct buf answer = {0};
    buf_printf(&answer,
               "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %zu\r\nCache-Control: "
               "no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n%s\r\n",
               status, type, body.len, more);
    if (!head)
        buf_add(&answer, body);
    send_all(to, buf_str(&answer));
    buf_free(&answer);
}

static void send_words(int to, const char *status, const char *words, bool head)
{
    send_answer(to, status, "text/plain; charset=utf-8", "", str_of(words), head);
}

/* What the site shows in place of a page that is not there, as the server of a published site does.
 */
static void send_not_found(const struct server *server, int to, bool head)
{
    struct arena *arena = arena_new();
    struct diag *unheard = diag_new();
    struct buf page = {0};
    struct str bytes = STR("");
    const char *file = arena_printf(arena, "%s/404.html", server->site);
    if (path_exists(file) && file_read(arena, file, &bytes, unheard)) {
        preview_page(bytes, server->done, &page);
        send_answer(to, "404 Not Found", media_type(STR("404.html")), "", buf_str(&page), head);
    } else {
        send_words(to, "404 Not Found", "There is no such page in the site.\n", head);
    }
    buf_free(&page);
    diag_free(unheard);
    arena_free(arena);
}

static void send_file(const struct server *server, int to, struct str path, bool head)
{
    struct arena *arena = arena_new();
    struct diag *unheard = diag_new();
    struct buf page = {0};
    struct str bytes = STR("");
    const char *file = arena_printf(arena, "%s/%.*s", server->site, STR_ARGS(path));
    const char *type = media_type(path);
    bool is_page = str_ends(path, ".html");
    if (server->done == 0 && is_page) {
        preview_waiting_page(server->done, &page);
        send_answer(to, "503 Service Unavailable", type, "", buf_str(&page), head);
    } else if (!path_exists(file) || folder_exists(file) ||
               !file_read(arena, file, &bytes, unheard)) {
        if (is_page)
            send_not_found(server, to, head);
        else
            send_words(to, "404 Not Found", "There is no such file in the site.\n", head);
    } else if (is_page) {
        preview_page(bytes, server->done, &page);
        send_answer(to, "200 OK", type, "", buf_str(&page), head);
    } else {
        send_answer(to, "200 OK", type, "", bytes, head);
    }
    buf_free(&page);
    diag_free(unheard);
    arena_free(arena);
}

static bool send_event(const struct server *server, int to)
{
    struct buf event = {0};
    preview_event(server->done, server->found, &event);
    bool sent = send_all(to, buf_str(&event));
    buf_free(&event);
    return sent;
}

/* Begins to tell a browser of builds; false where it has gone. */
static bool begin_events(const struct server *server, int to)
{
    return send_all(to, STR("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                            "Cache-Control: no-store\r\nConnection: close\r\n\r\n"
                            "retry: 1000\n\n")) &&
           send_event(server, to);
}

/* Answers a request that has come whole; false where the connection is done with. */
static bool answer(const struct server *server, struct client *client)
{
    struct buf path = {0};
    struct buf location = {0};
    struct request request = request_read(buf_str(&client->request), server->port, &path);
    int to = client->socket;
    switch (request.answer) {
    case ANSWER_EVENTS:
        client->hears = begin_events(server, to);
        break;
    case ANSWER_SCRIPT:
        send_answer(to, "200 OK", "text/javascript; charset=utf-8", "", str_of(preview_script),
                    request.head);
        break;
    case ANSWER_ELSEWHERE:
        buf_printf(&location, "Location: /%.*s/\r\n", STR_ARGS(buf_str(&path)));
        send_answer(to, "301 Moved Permanently", "text/plain", location.ptr, STR(""), request.head);
        break;
    case ANSWER_BAD:
        send_words(to, "400 Bad Request", "This is no address of the site.\n", request.head);
        break;
    case ANSWER_FORBIDDEN:
        send_words(to, "403 Forbidden", "The preview answers at 127.0.0.1 and localhost alone.\n",
                   request.head);
        break;
    case ANSWER_NOT_ALLOWED:
        send_answer(to, "405 Method Not Allowed", "text/plain", "Allow: GET, HEAD\r\n", STR(""),
                    request.head);
        break;
    case ANSWER_FILE:
        send_file(server, to, buf_str(&path), request.head);
        break;
    }
    buf_free(&path);
    buf_free(&location);
    return client->hears;
}

/* ------------------------------------------------------------------ browsers */

static void part_from(struct server *server, size_t number)
{
    close(server->clients[number].socket);
    buf_free(&server->clients[number].request);
    server->clients[number] = server->clients[--server->client_count];
}

static void meet(struct server *server)
{
    const struct timeval patience = {.tv_sec = SEND_SECONDS};
    int socket = accept(server->listener, NULL, NULL);
    if (socket < 0)
        return;
    if (server->client_count == MOST_CLIENTS) {
        close(socket);
        return;
    }
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    server->clients[server->client_count++] = (struct client){.socket = socket};
}

static bool is_whole(struct str request)
{
    for (size_t i = 0; i + 1 < request.len; i++)
        if (str_starts(str_slice(request, i, request.len), "\n\r\n") ||
            str_starts(str_slice(request, i, request.len), "\n\n"))
            return true;
    return false;
}

/* Reads what a browser sends; false where the connection is done with. */
static bool hear(const struct server *server, struct client *client)
{
    char bytes[4096];
    ssize_t length = recv(client->socket, bytes, sizeof bytes, MSG_DONTWAIT);
    if (length < 0 && (errno == EAGAIN || errno == EINTR))
        return true;
    if (length <= 0 || client->hears) /* one that hears has nothing more to say */
        return length > 0;
    buf_add(&client->request, (struct str){bytes, (size_t)length});
    if (is_whole(buf_str(&client->request)))
        return answer(server, client);
    if (client->request.len < LONGEST_REQUEST)
        return true;
    send_words(client->socket, "431 Request Header Fields Too Large", "", false);
    return false;
}

/* ------------------------------------------------------------------ builds */

static void build_again(struct server *server)
{
    struct build_summary summary;
    struct buf line = {0};
    diag_free(server->found);
    server->found = diag_new();
    if (build(&server->build, &summary, server->found)) {
        server->done++;
        buf_printf(&line, "%zu trust%s, %zu pages: %zu file%s changed", summary.trusts,
                   summary.trusts == 1 ? "" : "s", summary.pages, summary.output.written,
                   summary.output.written == 1 ? "" : "s");
        server->options->say(buf_str(&line));
    }
    server->options->show(server->found);
    buf_free(&line);
    for (size_t i = server->client_count; i-- > 0;)
        if (server->clients[i].hears && !send_event(server, server->clients[i].socket))
            part_from(server, i);
}

/* ------------------------------------------------------------------ beginning and end */

static bool make_folder(struct server *server, struct diag *diag)
{
    const char *place = getenv("TMPDIR");
    bool usable = place && *place == '/' && strlen(place) < sizeof server->folder - 32;
    snprintf(server->folder, sizeof server->folder, "%s/concordat-preview-XXXXXX",
             usable ? place : "/tmp");
    if (!mkdtemp(server->folder)) {
        diag_failure(diag, "make the folder", server->folder);
        server->folder[0] = '\0';
        return false;
    }
    snprintf(server->site, sizeof server->site, "%s/site", server->folder);
    server->build.output = server->site;
    return true;
}

static bool listen_on_port(struct server *server, struct diag *diag)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)server->options->port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    const int again = 1;
    /* A browser may be gone before it is met: that must not be waited for. */
    server->listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (server->listener >= 0)
        setsockopt(server->listener, SOL_SOCKET, SO_REUSEADDR, &again, sizeof again);
    if (server->listener >= 0 &&
        bind(server->listener, (struct sockaddr *)&address, sizeof address) == 0 &&
        listen(server->listener, MOST_CLIENTS) == 0 &&
        getsockname(server->listener, (struct sockaddr *)&address, &length) == 0) {
        server->port = ntohs(address.sin_port);
        return true;
    }
    if (errno == EADDRINUSE)
        diag_report(diag, SEVERITY_FAILURE, (struct mark){0}, RULE_SYSTEM,
                    "port %u is taken by another program: close that one, or write --port and "
                    "another number, such as --port %u",
                    server->options->port, server->options->port + 1);
    else
        diag_failure(diag, "listen on", "127.0.0.1");
    return false;
}

static bool open_server(struct server *server, struct diag *diag)
{
    static const char *watched[3];
    size_t count = 0;
    sigset_t ends;
    watched[count++] = server->build.content;
    if (server->build.templates)
        watched[count++] = server->build.templates;
    if (server->build.base_templates)
        watched[count++] = server->build.base_templates;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGHUP);
    if (!listen_on_port(server, diag) || !make_folder(server, diag))
        return false;
    sigprocmask(SIG_BLOCK, &ends, NULL);
    server->interruption = signalfd(-1, &ends, SFD_CLOEXEC);
    if (server->interruption < 0) {
        diag_failure(diag, "wait for", "an interruption");
        return false;
    }
    server->watch = watch_new(watched, count, diag);
    return server->watch != NULL;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    remove(path);
    return 0;
}

static void close_server(struct server *server)
{
    while (server->client_count > 0)
        part_from(server, server->client_count - 1);
    if (server->listener >= 0)
        close(server->listener);
    if (server->interruption >= 0)
        close(server->interruption);
    watch_free(server->watch);
    diag_free(server->found);
    if (server->folder[0])
        nftw(server->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* ------------------------------------------------------------------ the loop */

static void run(struct server *server)
{
    bool changed = false;
    struct pollfd waits[OTHERS + MOST_CLIENTS];
    while (true) {
        size_t count = server->client_count;
        waits[0] = (struct pollfd){server->interruption, POLLIN, 0};
        waits[1] = (struct pollfd){watch_descriptor(server->watch), POLLIN, 0};
        waits[2] = (struct pollfd){server->listener, POLLIN, 0};
        for (size_t i = 0; i < count; i++)
            waits[OTHERS + i] = (struct pollfd){server->clients[i].socket, POLLIN, 0};
        int ready = poll(waits, (nfds_t)(OTHERS + count), changed ? QUIET_MILLISECONDS : -1);
        if (ready < 0 && errno != EINTR)
            return;
        if (ready > 0 && waits[0].revents)
            return;
        if (ready > 0 && waits[1].revents)
            changed = watch_take(server->watch) || changed;
        for (size_t i = count; ready > 0 && i-- > 0;)
            if (waits[OTHERS + i].revents && !hear(server, &server->clients[i]))
                part_from(server, i);
        if (ready > 0 && waits[2].revents)
            meet(server);
        if (ready == 0 && changed) {
            changed = false;
            watch_renew(server->watch);
            build_again(server);
            watch_renew(server->watch);
        }
    }
}

bool serve(const struct serve_options *options, struct diag *diag)
{
    struct server server = {
        .options = options, .build = options->build, .listener = -1, .interruption = -1};
    struct buf line = {0};
    server.found = diag_new();
    bool opened = open_server(&server, diag);
    if (opened) {
        build_again(&server);
        buf_printf(&line,
                   "the preview is at http://127.0.0.1:%u/ and follows each save; end it "
                   "with Ctrl+C",
                   server.port);
        options->say(buf_str(&line));
        run(&server);
    }
    close_server(&server);
    buf_free(&line);
    return opened;
}
