/* model_priv.h -- where the generated lists stand inside struct model. */
#ifndef TERTIAL_CORE_MODEL_MODEL_PRIV_H
#define TERTIAL_CORE_MODEL_MODEL_PRIV_H

#include "core/model/model.h"

struct list_at {
	size_t rows, count; /* offsets in struct model */
};

extern const struct list_at model_lists[KIND__COUNT];

#endif
