/* ixbrl_taxonomy.c -- the schemas and linkbases of a report.
 *
 * The base taxonomy holds the concepts that every report may use, and is the same
 * bytes whatever the report.  The extension imports it and adds the report's own
 * concepts and the members of its dimensions.  A concept that takes dimensions has a
 * closed hypercube of exactly those, in a link role of its own. */
#include "doc/ixbrl/ixbrl_priv.h"

#define XML_START "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define ROLE_LINK "http://www.xbrl.org/2003/role/link"
#define ROLE_BASE XBRL_BASE_NS ":role:"
#define ARC_DIM "http://xbrl.org/int/dim/arcrole/"
#define ARC_CALC "https://xbrl.org/2023/arcrole/summation-item"

/* One file under construction, of the base or of the report. */
struct file {
	struct ixbrl *w;
	struct sb b;
	bool own;
	struct map loc; /* locators of the extended link that is open */
};

static str
file_name(const struct file *f, const char *end)
{
	return f->own ? str_fmt(f->w->mem, "%.*s%s", STR_ARG(f->w->d->id), end)
	              : str_fmt(f->w->mem, "%s%s", XBRL_BASE_FILE, end);
}

static struct file
start(struct ixbrl *w, bool own)
{
	struct file f = {.w = w, .own = own};

	sb_init(&f.b, w->mem, OOXML_PART_MAX);
	sb_lit(&f.b, XML_START);
	return f;
}

static void
finish(struct file *f, struct pack *z, str folder, const char *end)
{
	str s;

	if (!sb_done(&f->b, &s)) {
		z->out->full = true;
		return;
	}
	pack_add(z,
	    str_fmt(f->w->mem, "%.*staxonomy/%.*s", STR_ARG(folder), STR_ARG(file_name(f, end))),
	    s);
}

/* "enhet_rad": the dimensions of a hypercube. */
static str
cube_name(const struct ixbrl *w, uint32_t dims)
{
	struct sb b;
	str out;

	sb_init(&b, w->mem, 1024);
	for (size_t i = 0; i < w->x->n_dim; i++) {
		if ((dims >> i & 1) == 0)
			continue;
		sb_str(&b, b.n > 0 ? STR("_") : STR(""));
		sb_str(&b, w->x->dim[i].id);
	}
	must(sb_done(&b, &out));
	return out;
}

static const char *
item_type(enum xbrl_type type)
{
	static const char *const name[] = {
	    [XBRL_MONEY] = "monetaryItemType",
	    [XBRL_PERCENT] = "pureItemType",
	    [XBRL_PURE] = "pureItemType",
	    [XBRL_HOURS] = "decimalItemType",
	    [XBRL_NUMBER] = "decimalItemType",
	    [XBRL_TEXT] = "stringItemType",
	};

	must((size_t)type < COUNTOF(name));
	return name[type];
}

static void
put_element(struct file *f, str id, const char *suffix, const char *type, const char *group,
    bool abstract, bool instant)
{
	sb_printf(&f->b,
	    "<xsd:element name=\"%.*s%s\" id=\"%s_%.*s%s\" type=\"xbrli:%s\" "
	    "substitutionGroup=\"%s\" abstract=\"%s\" nillable=\"true\" xbrli:periodType=\"%s\"/>\n",
	    STR_ARG(id), suffix, xbrl_prefix(f->own), STR_ARG(id), suffix, type, group,
	    abstract ? "true" : "false", instant ? "instant" : "duration");
}

static void
put_linkbase_ref(struct file *f, const char *kind, const char *role)
{
	sb_printf(&f->b, "<link:linkbaseRef xlink:type=\"simple\" xlink:href=\"%.*s\" ",
	    STR_ARG(file_name(f, kind)));
	if (role != NULL)
		sb_printf(&f->b, "xlink:role=\"http://www.xbrl.org/2003/role/%sLinkbaseRef\" ",
		    role);
	sb_lit(&f->b, "xlink:arcrole=\"http://www.w3.org/1999/xlink/properties/linkbase\"/>\n");
}

static void
put_role_types(struct file *f)
{
	for (size_t i = 0; i < f->w->x->n_cube; i++) {
		str name = cube_name(f->w, f->w->x->cube[i]);
		sb_printf(&f->b,
		    "<link:roleType roleURI=\"" ROLE_BASE "%.*s\" id=\"role_%.*s\">"
		    "<link:usedOn>link:definitionLink</link:usedOn></link:roleType>\n",
		    STR_ARG(name), STR_ARG(name));
	}
}

static void
put_items(struct file *f)
{
	const struct xbrl *x = f->w->x;

	for (size_t i = 0; i < x->n_concept; i++) {
		const struct xbrl_concept *c = &x->concept[i];
		if (c->own == f->own)
			put_element(f, c->id, "",
			    c->abstract ? "stringItemType" : item_type(c->type), "xbrli:item",
			    c->abstract, c->instant);
	}
	for (size_t i = 0; f->own && i < x->n_member; i++)
		put_element(f, x->member[i].id, "", "stringItemType", "xbrli:item", true, false);
	for (size_t i = 0; !f->own && i < x->n_dim; i++) {
		put_element(f, x->dim[i].id, "", "stringItemType", "xbrldt:dimensionItem", true,
		    false);
		put_element(f, x->dim[i].id, ".alla", "stringItemType", "xbrli:item", true, false);
	}
	for (size_t i = 0; !f->own && i < x->n_cube; i++)
		put_element(f, cube_name(f->w, x->cube[i]), ".tabell", "stringItemType",
		    "xbrldt:hypercubeItem", true, false);
}

static void
put_schema(struct file *f)
{
	str name = f->own ? xbrl_report_ns(f->w) : STR(XBRL_BASE_NS);

	sb_printf(&f->b,
	    "<xsd:schema xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" "
	    "xmlns:xbrli=\"http://www.xbrl.org/2003/instance\" "
	    "xmlns:link=\"http://www.xbrl.org/2003/linkbase\" "
	    "xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
	    "xmlns:xbrldt=\"http://xbrl.org/2005/xbrldt\" targetNamespace=\"%.*s\" "
	    "elementFormDefault=\"qualified\" attributeFormDefault=\"unqualified\">\n"
	    "<xsd:annotation><xsd:appinfo>\n",
	    STR_ARG(name));
	put_linkbase_ref(f, "-lab.xml", "label");
	put_linkbase_ref(f, "-pre.xml", "presentation");
	put_linkbase_ref(f, "-def.xml", "definition");
	if (!f->own) {
		put_linkbase_ref(f, "-cal.xml", "calculation");
		put_role_types(f);
	}
	sb_lit(&f->b,
	    "</xsd:appinfo></xsd:annotation>\n"
	    "<xsd:import namespace=\"http://www.xbrl.org/2003/instance\" "
	    "schemaLocation=\"http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd\"/>\n"
	    "<xsd:import namespace=\"http://xbrl.org/2005/xbrldt\" "
	    "schemaLocation=\"http://www.xbrl.org/2005/xbrldt-2005.xsd\"/>\n");
	if (f->own)
		sb_lit(&f->b,
		    "<xsd:import namespace=\"" XBRL_BASE_NS "\" schemaLocation=\"" XBRL_BASE_FILE
		    ".xsd\"/>\n");
	put_items(f);
	sb_lit(&f->b, "</xsd:schema>\n");
}

/* ---- linkbases ---- */

static void
open_linkbase(struct file *f)
{
	sb_lit(&f->b,
	    "<link:linkbase xmlns:link=\"http://www.xbrl.org/2003/linkbase\" "
	    "xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
	    "xmlns:xbrldt=\"http://xbrl.org/2005/xbrldt\">\n");
}

static void
open_link(struct file *f, const char *kind, str role)
{
	map_init(&f->loc, f->w->mem, 1);
	sb_printf(&f->b, "<link:%sLink xlink:type=\"extended\" xlink:role=\"%.*s\">\n", kind,
	    STR_ARG(role));
}

/* The label of the locator of an element, put where it is not there yet. */
static str
locator(struct file *f, bool own, str id, const char *suffix)
{
	struct file of = {.w = f->w, .own = own};
	str label = str_fmt(f->w->mem, "%s_%.*s%s", xbrl_prefix(own), STR_ARG(id), suffix);

	if (map_add(&f->loc, label, 1) == MAP_NONE)
		sb_printf(&f->b,
		    "<link:loc xlink:type=\"locator\" xlink:href=\"%.*s#%.*s\" xlink:label=\"%.*s\"/>\n",
		    STR_ARG(file_name(&of, ".xsd")), STR_ARG(label), STR_ARG(label));
	return label;
}

struct arc {
	const char *kind; /* "presentation" */
	const char *role;
	str from, to;
	const char *extra; /* further attributes */
};

static void
put_arc(struct file *f, const struct arc *a)
{
	sb_printf(&f->b,
	    "<link:%sArc xlink:type=\"arc\" xlink:arcrole=\"%s\" xlink:from=\"%.*s\" "
	    "xlink:to=\"%.*s\"%s/>\n",
	    a->kind, a->role, STR_ARG(a->from), STR_ARG(a->to), a->extra);
}

static void
put_labels(struct file *f, str id, const char *suffix, const str *label)
{
	static const char *const lang[LANG__COUNT] = {[LANG_SV] = "sv", [LANG_EN] = "en"};
	str at = locator(f, f->own, id, suffix);

	for (int k = 0; k < LANG__COUNT; k++) {
		sb_printf(&f->b,
		    "<link:label xlink:type=\"resource\" xlink:label=\"l_%.*s\" "
		    "xlink:role=\"http://www.xbrl.org/2003/role/label\" xml:lang=\"%s\">",
		    STR_ARG(at), lang[k]);
		xml_text(&f->b, label[k]);
		sb_lit(&f->b, "</link:label>\n");
	}
	put_arc(f,
	    &(struct arc){"label", "http://www.xbrl.org/2003/arcrole/concept-label", at,
	        str_fmt(f->w->mem, "l_%.*s", STR_ARG(at)), ""});
}

static void
put_label_links(struct file *f)
{
	const struct xbrl *x = f->w->x;

	open_linkbase(f);
	open_link(f, "label", STR(ROLE_LINK));
	for (size_t i = 0; i < x->n_concept; i++)
		if (x->concept[i].own == f->own)
			put_labels(f, x->concept[i].id, "", x->concept[i].label);
	for (size_t i = 0; f->own && i < x->n_member; i++)
		put_labels(f, x->member[i].id, "", x->member[i].label);
	for (size_t i = 0; !f->own && i < x->n_dim; i++) {
		put_labels(f, x->dim[i].id, "", x->dim[i].label);
		put_labels(f, x->dim[i].id, ".alla", x->dim[i].whole);
	}
	sb_lit(&f->b, "</link:labelLink>\n</link:linkbase>\n");
}

static void
put_presentation(struct file *f)
{
	const struct xbrl *x = f->w->x;

	open_linkbase(f);
	open_link(f, "presentation", STR(ROLE_LINK));
	for (size_t i = 0; i < x->n_concept; i++) {
		const struct xbrl_concept *c = &x->concept[i];
		if (c->abstract || c->own != f->own)
			continue;
		put_arc(f,
		    &(struct arc){"presentation", "http://www.xbrl.org/2003/arcrole/parent-child",
		        locator(f, false, x->concept[c->under].id, ""),
		        locator(f, c->own, c->id, ""),
		        str_z(f->w->mem, str_fmt(f->w->mem, " order=\"%zu\"", i + 1))});
	}
	sb_lit(&f->b, "</link:presentationLink>\n</link:linkbase>\n");
}

static void
put_calculation(struct file *f)
{
	const struct xbrl *x = f->w->x;

	open_linkbase(f);
	sb_lit(&f->b,
	    "<link:arcroleRef xlink:type=\"simple\" arcroleURI=\"" ARC_CALC "\" "
	    "xlink:href=\"https://www.xbrl.org/2023/calculation-1.1.xsd#summation-item\"/>\n");
	open_link(f, "calculation", STR(ROLE_LINK));
	for (size_t i = 0; i < x->n_calc; i++) {
		const struct xbrl_calc *c = &x->calc[i];
		put_arc(f,
		    &(struct arc){"calculation", ARC_CALC,
		        locator(f, false, x->concept[c->total].id, ""),
		        locator(f, false, x->concept[c->part].id, ""),
		        str_z(f->w->mem,
		            str_fmt(f->w->mem, " weight=\"%d\" order=\"%zu\"", c->weight, i + 1))});
	}
	sb_lit(&f->b, "</link:calculationLink>\n</link:linkbase>\n");
}

/* The base says what a cube is; the report adds its concepts and members to it. */
static void
put_cube(struct file *f, uint32_t dims)
{
	const struct xbrl *x = f->w->x;
	str cube = cube_name(f->w, dims), at;

	open_link(f, "definition", str_fmt(f->w->mem, ROLE_BASE "%.*s", STR_ARG(cube)));
	for (size_t i = 0; i < x->n_concept; i++)
		if (x->concept[i].own == f->own && x->concept[i].dims == dims)
			put_arc(f,
			    &(struct arc){"definition", ARC_DIM "all",
			        locator(f, f->own, x->concept[i].id, ""),
			        locator(f, false, cube, ".tabell"),
			        " xbrldt:contextElement=\"scenario\" xbrldt:closed=\"true\""});
	for (size_t i = 0; i < x->n_dim; i++) {
		if ((dims >> i & 1) == 0)
			continue;
		str whole = locator(f, false, x->dim[i].id, ".alla");
		for (size_t m = 0; f->own && m < x->n_member; m++)
			if (x->member[m].dim == i)
				put_arc(f,
				    &(struct arc){"definition", ARC_DIM "domain-member", whole,
				        locator(f, true, x->member[m].id, ""), ""});
		if (f->own)
			continue;
		at = locator(f, false, x->dim[i].id, "");
		put_arc(f,
		    &(struct arc){"definition", ARC_DIM "hypercube-dimension",
		        locator(f, false, cube, ".tabell"), at, ""});
		put_arc(f,
		    &(struct arc){"definition", ARC_DIM "dimension-domain", at, whole,
		        x->dim[i].optional ? "" : " xbrldt:usable=\"false\""});
		if (x->dim[i].optional)
			put_arc(f,
			    &(struct arc){"definition", ARC_DIM "dimension-default", at, whole,
			        ""});
	}
	sb_lit(&f->b, "</link:definitionLink>\n");
}

static void
put_definition(struct file *f)
{
	static const char *const arcrole[] = {"all", "hypercube-dimension", "dimension-domain",
	    "domain-member", "dimension-default"};
	const struct xbrl *x = f->w->x;

	open_linkbase(f);
	for (size_t i = 0; i < x->n_cube; i++) {
		str name = cube_name(f->w, x->cube[i]);
		sb_printf(&f->b,
		    "<link:roleRef xlink:type=\"simple\" roleURI=\"" ROLE_BASE "%.*s\" "
		    "xlink:href=\"" XBRL_BASE_FILE ".xsd#role_%.*s\"/>\n",
		    STR_ARG(name), STR_ARG(name));
	}
	for (size_t i = 0; i < COUNTOF(arcrole); i++)
		sb_printf(&f->b,
		    "<link:arcroleRef xlink:type=\"simple\" arcroleURI=\"" ARC_DIM "%s\" "
		    "xlink:href=\"http://www.xbrl.org/2005/xbrldt-2005.xsd#%s\"/>\n",
		    arcrole[i], arcrole[i]);
	for (size_t i = 0; i < x->n_cube; i++)
		put_cube(f, x->cube[i]);
	sb_lit(&f->b, "</link:linkbase>\n");
}

void
xbrl_taxonomy(struct ixbrl *w, struct pack *z, str folder)
{
	static const struct {
		const char *end;
		void (*put)(struct file *f);
		bool base_only;
	} part[] = {{".xsd", put_schema, false}, {"-lab.xml", put_label_links, false},
	    {"-pre.xml", put_presentation, false}, {"-def.xml", put_definition, false},
	    {"-cal.xml", put_calculation, true}};

	for (int own = 0; own < 2; own++) {
		for (size_t i = 0; i < COUNTOF(part); i++) {
			if (own && part[i].base_only)
				continue;
			struct file f = start(w, own);
			part[i].put(&f);
			finish(&f, z, folder, part[i].end);
		}
	}
}
