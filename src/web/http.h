/* http.h -- the server: HTTP in, one page out.  The only file that knows libmicrohttpd.
 *
 * It answers GET and HEAD and nothing else, and refuses what a proxy and a server
 * could read differently: a body, more than one Content-Length, Transfer-Encoding, a
 * Host that is not this server's (so that no page elsewhere can make a browser ask
 * here under another name).
 *
 * One thread, one database connection, one arena a request. */
#ifndef TERTIAL_WEB_HTTP_H
#define TERTIAL_WEB_HTTP_H

#include "base/date.h"
#include "db/db.h"

struct http_opts {
	const char *address; /* "127.0.0.1" */
	uint16_t port;       /* 0: any free one */
	int64_t org;
	enum lang lang; /* of a reader who has not chosen */
};

struct http;

bool http_open(struct db *db, const struct http_opts *o, struct http **out, struct err *e) MUST_USE;
uint16_t http_port(const struct http *s);
/* Until SIGINT or SIGTERM. */
void http_wait(struct http *s);
void http_close(struct http *s);

#endif
