/* forecast.h -- storing a proposed forecast as the forecast. */
#ifndef TERTIAL_WORK_FORECAST_H
#define TERTIAL_WORK_FORECAST_H

#include "core/economy/forecast.h"
#include "work/view.h"

struct forecast_save_ask {
	period period; /* the tertial or month at whose end it is made */
	str unit;
	bool has_method; /* else the one that has done best */
	enum forecast_method method;
	str by; /* who: stored with every row, with the method */
	int64_t now_us;
};
struct forecast_saved {
	period period; /* as stored: 2025-08 is 2025-T2 */
	size_t n_added, n_changed, n_same;
	size_t n_other; /* rows whose method is another, since the first one gives none */
};

/* The period a forecast is stored under: the tertial that ends with it, else its month. */
period forecast_period(period p);
/* One row for every unit with own figures in the subtree and every line that can be
 * forecast, in one transaction and one batch in the log.  What was stored for the same
 * period is changed; forecasts of other periods are kept. */
bool forecast_save(struct db *db, int64_t org, const struct forecast_save_ask *ask,
    struct arena *mem, struct forecast_saved *out, struct err *e) MUST_USE;

#endif
