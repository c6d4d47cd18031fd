#include "core/intake/messages.h"

#define MSG(id, sv, en) const struct msg MSG_##id[1] = {{{[LANG_SV] = sv, [LANG_EN] = en}}};
#include "messages.def"
#undef MSG
