CREATE TABLE line(series TEXT, no INTEGER, day INTEGER, voucher TEXT, account INTEGER, unit TEXT, project TEXT, ore BIGINT, text TEXT);
CREATE TABLE account(no INTEGER PRIMARY KEY, grp INTEGER, name TEXT);
CREATE TABLE unit(code TEXT PRIMARY KEY, parent TEXT, level INTEGER, top TEXT, name TEXT);
