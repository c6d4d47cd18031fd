#!/bin/sh
# list_sources.sh DIR [PATTERN] -- the source files under a folder, sorted.
# The folder tree is the list of sources: nothing is registered by hand.
set -eu
find "$1" -type f -name "${2:-*.c}" | LC_ALL=C sort
