/* messages.h -- the sentences this folder says. */
#ifndef TERTIAL_CORE_INTAKE_MESSAGES_H
#define TERTIAL_CORE_INTAKE_MESSAGES_H

#include "base/err.h"

#define MSG(id, sv, en) extern const struct msg MSG_##id[1];
#include "messages.def"
#undef MSG

#endif
