\set h random(2, 51)
\set len random(7, 14)
\set day0 random(0, 76)
\set people random(1, 8)
\set k random(2, 4)
SELECT bench.book(:h, :day0, :len, :people, :k);
