/* The accessibility statement that lag 2018:1937 asks for. */
#include "web/page.h"

bool
page_accessibility(struct req *rq, struct html *h, struct err *e)
{
	rq->title = word(W_accessibility, rq->lang);
	struct doc *d = page_doc(rq);
	doc_para(d, d->root,
	    page_say(rq,
	        "Sidorna och rapporterna är gjorda för att följa WCAG 2.1 nivå AA och EN 301 549. De fungerar med "
	        "tangentbord, skärmläsare, förstoring till 400 procent, egna färger och utan skript.",
	        "The pages and reports are made to follow WCAG 2.1 level AA and EN 301 549. They work with keyboard, "
	        "screen reader, 400 percent zoom, colours of your own and without scripts."));
	doc_para(d, d->root,
	    page_say(rq,
	        "Varje status står i ord och form, aldrig bara i färg. Varje diagram har en beskrivning och en tabell "
	        "med samma tal. PDF-filerna är taggade enligt PDF/UA-1.",
	        "Every status stands in words and shape, never in colour alone. Every chart has a description and a "
	        "table of the same numbers. The PDF files are tagged after PDF/UA-1."));
	doc_para(d, d->root,
	    page_say(rq,
	        "Något som inte fungerar? Säg till den som ansvarar för Tertial i organisationen. Tillsyn utövas av "
	        "Myndigheten för digital förvaltning.",
	        "Something that does not work? Tell whoever is responsible for Tertial in the organisation. The "
	        "supervising authority is Myndigheten för digital förvaltning."));
	return page_put(rq, d, h, e);
}
