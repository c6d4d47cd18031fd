#include "fmt/sie5.h"
bool sie5_sniff(str b){(void)b;return false;}
bool sie5_read(struct arena *mem, str bytes, str file, const struct sie_sink *sink, struct sie *out, struct diag *d, struct err *e){(void)mem;(void)bytes;(void)file;(void)sink;(void)out;(void)d;(void)e;return false;}
