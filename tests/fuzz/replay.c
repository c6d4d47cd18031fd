/* Replay a fuzzer's corpus: every file of the folder given is one input. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static int
replay_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	if (f == NULL)
		return 1;
	fseek(f, 0, SEEK_END);
	long n = ftell(f);
	rewind(f);
	uint8_t *data = malloc(n > 0 ? (size_t)n : 1);
	if (data == NULL || n < 0 || fread(data, 1, (size_t)n, f) != (size_t)n)
		return 1;
	fclose(f);
	LLVMFuzzerTestOneInput(data, (size_t)n);
	free(data);
	return 0;
}

int
main(int argc, char **argv)
{
	int seen = 0;
	struct dirent *d;

	if (argc != 2)
		return 2;
	DIR *dir = opendir(argv[1]);
	if (dir == NULL) {
		fprintf(stderr, "no corpus at %s\n", argv[1]);
		return 1;
	}
	while ((d = readdir(dir)) != NULL) {
		char path[4096];
		if (d->d_name[0] == '.')
			continue;
		int len = snprintf(path, sizeof path, "%s/%s", argv[1], d->d_name);
		if (len < 0 || (size_t)len >= sizeof path || replay_file(path) != 0)
			return 1;
		seen++;
	}
	closedir(dir);
	printf("%d inputs replayed\n", seen);
	return seen > 0 ? 0 : 1; /* an empty corpus proves nothing */
}
