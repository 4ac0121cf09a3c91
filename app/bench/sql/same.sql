SELECT bench.book(1, 3, 7, 1, 2);
