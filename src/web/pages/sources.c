/* Sources and licences. */
#include "web/page.h"

bool
page_sources(struct req *rq, struct html *h, struct err *e)
{
	static const char *const list[] = {
	    "Tertial: EUPL-1.2",
	    "Designsystemet CSS, Digitaliseringsdirektoratet: MIT",
	    "SQLite: public domain; PostgreSQL libpq: PostgreSQL License",
	    "GNU libmicrohttpd: LGPL-2.1; HarfBuzz: MIT; md4c: MIT; ICU: Unicode License",
	    "libyaml, Expat, libdeflate: MIT; libzip, Zstandard: BSD; zlib: zlib; OpenSSL: Apache-2.0",
	    "Source Sans 3, Noto Sans: SIL Open Font License 1.1; hyph_sv: MPL-2.0",
	};

	rq->title = word(W_sources, rq->lang);
	struct doc *d = page_doc(rq);
	struct doc_node *ul = doc_add(d, d->root, DOC_LIST);
	for (size_t i = 0; i < COUNTOF(list); i++)
		doc_para(d, doc_add(d, ul, DOC_ITEM), str_of(list[i]));
	return page_put(rq, d, h, e);
}
