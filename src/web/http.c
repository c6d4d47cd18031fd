#include "web/http.h"

#include "base/embed.h"
#include "doc/html/html.h"
#include "sys/clock.h"
#include "web/messages.h"
#include "web/route.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REQUEST_MAX ((size_t)2 << 30)
#define PAGE_MAX ((size_t)64 << 20)

extern const struct embedded asset_files[];
extern const size_t asset_n_files;

struct http {
	struct MHD_Daemon *daemon;
	struct db *db;
	struct http_opts o;
	uint16_t port;
};

/* ---- answers ---- */

static const struct {
	const char *name, *value;
} always[] = {
    {"Content-Security-Policy",
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
};

struct answer {
	unsigned status;
	const char *type;
	str body;
	const char *name[4], *value[4]; /* further headers */
	size_t n;
};

static enum MHD_Result
send_answer(struct MHD_Connection *c, const struct answer *a)
{
	struct MHD_Response *r = MHD_create_response_from_buffer(a->body.n,
	    (void *)(uintptr_t)(a->body.p != NULL ? a->body.p : ""), MHD_RESPMEM_MUST_COPY);

	if (r == NULL)
		return MHD_NO;
	for (size_t i = 0; i < COUNTOF(always); i++)
		MHD_add_response_header(r, always[i].name, always[i].value);
	MHD_add_response_header(r, "Content-Type", a->type);
	for (size_t i = 0; i < a->n; i++)
		MHD_add_response_header(r, a->name[i], a->value[i]);
	enum MHD_Result ok = MHD_queue_response(c, a->status, r);
	MHD_destroy_response(r);
	return ok;
}

static void
header(struct answer *a, const char *name, const char *value)
{
	must(a->n < COUNTOF(a->name));
	a->name[a->n] = name;
	a->value[a->n++] = value;
}

static enum MHD_Result
refuse(struct MHD_Connection *c, unsigned status, const char *why)
{
	struct answer a = {status, "text/plain; charset=utf-8", str_of(why), {0}, {0}, 0};

	header(&a, "Connection", "close"); /* what follows on this connection is not trusted */
	return send_answer(c, &a);
}

/* ---- what is refused ---- */

struct suspects {
	int lengths, encodings, hosts;
	bool body;
};

static enum MHD_Result
look_at_header(void *arg, enum MHD_ValueKind kind, const char *key, const char *value)
{
	struct suspects *s = arg;

	(void)kind;
	if (strcasecmp(key, "Content-Length") == 0) {
		s->lengths++;
		s->body = s->body || value == NULL || strcmp(value, "0") != 0;
	}
	s->encodings += strcasecmp(key, "Transfer-Encoding") == 0;
	s->hosts += strcasecmp(key, "Host") == 0;
	return MHD_YES;
}

static bool
is_own_host(const struct http *s, const char *host)
{
	char own[128];
	const char *const names[] = {"localhost", "127.0.0.1", "[::1]", s->o.address};

	for (size_t i = 0; i < COUNTOF(names); i++) {
		snprintf(own, sizeof own, "%s:%u", names[i], s->port);
		if (strcasecmp(host, own) == 0 || strcasecmp(host, names[i]) == 0)
			return true;
	}
	return false;
}

static const char *
why_refused(const struct http *s, struct MHD_Connection *c, const char *method, unsigned *status)
{
	struct suspects x = {0};
	const char *host = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Host");

	MHD_get_connection_values(c, MHD_HEADER_KIND, look_at_header, &x);
	*status = MHD_HTTP_BAD_REQUEST;
	if (x.lengths > 1 || x.encodings > 0 || x.body || x.hosts > 1)
		return "This server takes no request body.\n";
	if (host != NULL && strcmp(s->o.address, "0.0.0.0") != 0 && !is_own_host(s, host))
		return "This server has another name.\n";
	*status = MHD_HTTP_METHOD_NOT_ALLOWED;
	if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
		return "This server only answers GET and HEAD.\n";
	return NULL;
}

/* ---- requests ---- */

static enum MHD_Result
take_query(void *arg, enum MHD_ValueKind kind, const char *key, const char *value)
{
	struct req *rq = arg;

	(void)kind;
	if (rq->n_query == REQ_PARAMS_MAX || value == NULL)
		return MHD_YES;
	rq->query[rq->n_query++] = (struct req_param){str_dup(rq->mem, str_of(key)),
	    str_dup(rq->mem, str_of(value))};
	return MHD_YES;
}

static enum lang
reader_language(const struct http *s, struct MHD_Connection *c)
{
	const char *v = MHD_lookup_connection_value(c, MHD_COOKIE_KIND, "sprak");

	if (v != NULL && strcmp(v, "en") == 0)
		return LANG_EN;
	return v != NULL && strcmp(v, "sv") == 0 ? LANG_SV : s->o.lang;
}

static enum MHD_Result
choose_language(struct MHD_Connection *c, const char *path)
{
	bool en = strcmp(path, "/sprak/en") == 0;
	const char *from = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Referer");
	const char *back = "/";
	struct answer a = {MHD_HTTP_SEE_OTHER, "text/plain; charset=utf-8", STR(""), {0}, {0}, 0};

	/* Only the path of the page the reader came from: never another site. */
	if (from != NULL && (from = strstr(from, "://")) != NULL &&
	    (from = strchr(from + 3, '/')) != NULL && from[1] != '/' && from[1] != '\\')
		back = from;
	header(&a, "Set-Cookie",
	    en ? "sprak=en; Path=/; SameSite=Lax; HttpOnly; Max-Age=31536000"
	       : "sprak=sv; Path=/; SameSite=Lax; HttpOnly; Max-Age=31536000");
	header(&a, "Location", back);
	return send_answer(c, &a);
}

static enum MHD_Result
send_asset(struct MHD_Connection *c, const char *name)
{
	const char *dot = strrchr(name, '.');

	if (strcmp(name, "report.css") == 0) { /* the writer of documents has its own */
		struct answer a = {MHD_HTTP_OK, "text/css; charset=utf-8", html_css(), {0}, {0}, 0};
		header(&a, "Cache-Control", "max-age=3600");
		return send_answer(c, &a);
	}
	for (size_t i = 0; i < asset_n_files; i++) {
		if (strcmp(asset_files[i].name, name) != 0)
			continue;
		struct answer a = {MHD_HTTP_OK,
		    dot != NULL && strcmp(dot, ".css") == 0       ? "text/css; charset=utf-8"
		        : dot != NULL && strcmp(dot, ".svg") == 0 ? "image/svg+xml"
		                                                  : "application/octet-stream",
		    {(const char *)asset_files[i].data, asset_files[i].n}, {0}, {0}, 0};
		header(&a, "Cache-Control", "max-age=3600");
		return send_answer(c, &a);
	}
	return refuse(c, MHD_HTTP_NOT_FOUND, "There is no such file.\n");
}

static unsigned
status_of(enum rc rc)
{
	static const unsigned status[RC__COUNT] = {[RC_OK] = 200,
	    [RC_INVALID] = 422,
	    [RC_USAGE] = 400,
	    [RC_NOT_FOUND] = 404,
	    [RC_DENIED] = 403,
	    [RC_CONFLICT] = 409,
	    [RC_LIMIT] = 413,
	    [RC_BUSY] = 503,
	    [RC_IO] = 500};

	return status[rc];
}

/* Open the view that the request asks for and run its page. */
static bool
run_page(struct http *s, struct req *rq, struct html *h, struct err *e)
{
	period p = {0};
	str text = req_query(rq, "period");

	if (text.n > 0 && !period_parse(text, &p))
		return fail(e, RC_INVALID, MSG_web_bad_period, ARG(text));
	if (!view_open(s->db, s->o.org, rq->mem, req_query(rq, "organ"), p, rq->view, e))
		return false;
	bool ok = route(rq, h, e);
	view_end(rq->view);
	return ok;
}

static enum MHD_Result
send_page(struct http *s, struct MHD_Connection *c, struct req *rq)
{
	struct view v = {0};
	struct html h = {.lang = rq->lang};
	struct err e = {0};
	struct answer a = {MHD_HTTP_OK, "text/html; charset=utf-8", STR(""), {0}, {0}, 0};

	rq->view = &v;
	sb_init(&h.out, rq->mem, PAGE_MAX);
	if (!run_page(s, rq, &h, &e)) {
		a.status = status_of(e.rc);
		sb_init(&h.out, rq->mem, PAGE_MAX);
		rq->file = NULL;
		rq->pdf.p = NULL;
		route_error(rq, &e, &h);
	}
	if (!sb_done(&h.out, &a.body))
		return refuse(c, MHD_HTTP_INTERNAL_SERVER_ERROR, "The page became too large.\n");
	if (rq->pdf.p != NULL) {
		a.body = rq->pdf;
		a.type = "application/pdf";
	}
	if (rq->file != NULL) {
		a.type = rq->file->type;
		header(&a, "Content-Disposition",
		    str_z(rq->mem,
		        str_fmt(rq->mem, "attachment; filename=\"%.*s.%s\"", STR_ARG(rq->file_name),
		            rq->file->name)));
	}
	header(&a, "Cache-Control", "no-store");
	return send_answer(c, &a);
}

static enum MHD_Result
on_request(void *arg, struct MHD_Connection *c, const char *url, const char *method,
    const char *version, const char *upload, size_t *upload_size, void **state)
{
	struct http *s = arg;
	unsigned status;
	struct arena mem;

	(void)version;
	(void)upload;
	if (*upload_size > 0) {
		*upload_size = 0;
		return MHD_NO;
	}
	(void)state;
	const char *why = why_refused(s, c, method, &status);
	if (why != NULL)
		return refuse(c, status, why);
	if (strncmp(url, "/a/", 3) == 0)
		return send_asset(c, url + 3);
	if (strcmp(url, "/sprak/en") == 0 || strcmp(url, "/sprak/sv") == 0)
		return choose_language(c, url);
	arena_init(&mem, REQUEST_MAX);
	struct req rq = {.mem = &mem,
	    .lang = reader_language(s, c),
	    .path = str_of(url),
	    .today = clock_date_utc(clock_now_us())};
	MHD_get_connection_values(c, MHD_GET_ARGUMENT_KIND, take_query, &rq);
	enum MHD_Result ok = send_page(s, c, &rq);
	arena_end(&mem);
	return ok;
}

/* ---- the server ---- */

bool
http_open(struct db *db, const struct http_opts *o, struct http **out, struct err *e)
{
	struct http *s = calloc(1, sizeof *s);
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(o->port)};

	must(s != NULL);
	s->db = db;
	s->o = *o;
	if (inet_pton(AF_INET, o->address, &at.sin_addr) != 1) {
		free(s);
		return fail(e, RC_USAGE, MSG_web_listen, ARG(o->address), ARG("IPv4?"));
	}
	s->port = o->port;
	s->daemon = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_AUTO, o->port, NULL,
	    NULL, on_request, s, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&at,
	    MHD_OPTION_CONNECTION_LIMIT, 256u, MHD_OPTION_CONNECTION_TIMEOUT, 30u,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)65536, MHD_OPTION_STRICT_FOR_CLIENT, 1,
	    MHD_OPTION_END);
	if (s->daemon == NULL) {
		int no = errno;
		free(s);
		return fail(e, RC_IO, MSG_web_listen, ARG(o->address), ARG(strerror(no)));
	}
	const union MHD_DaemonInfo *info = MHD_get_daemon_info(s->daemon,
	    MHD_DAEMON_INFO_BIND_PORT);
	if (info != NULL)
		s->port = info->port;
	*out = s;
	return true;
}

uint16_t
http_port(const struct http *s)
{
	return s->port;
}

void
http_wait(struct http *s)
{
	sigset_t set;
	int sig;

	(void)s;
	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigwait(&set, &sig);
}

void
http_close(struct http *s)
{
	MHD_stop_daemon(s->daemon);
	free(s);
}
