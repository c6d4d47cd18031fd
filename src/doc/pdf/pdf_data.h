/* pdf_data.h -- the files compiled into the program: fonts and hyphenation
 * patterns of third_party/. */
#ifndef TERTIAL_DOC_PDF_DATA_H
#define TERTIAL_DOC_PDF_DATA_H

#include "base/embed.h"

extern const struct embedded pdf_data_files[];
extern const size_t pdf_data_n_files;

#endif
