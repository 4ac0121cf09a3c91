# Counts a `go test -json` stream: prints "PASSED FAILED". A skipped test counts as failed and is named, and so does a package
# that failed without a failing test (it did not build, or died).
match($0, /"Action":"[a-z-]+"/) {
	action = substr($0, RSTART + 10, RLENGTH - 11)
	if (action != "pass" && action != "fail" && action != "skip") next
	package = value("Package")
	test = value("Test")
	if (test == "") {
		if (action == "fail" && !hasFailed[package]) failed++
	} else if (action == "pass") {
		passed++
	} else {
		failed++
		if (action == "fail") hasFailed[package] = 1
		else print "skipped, which is not passed: " package " " test > "/dev/stderr"
	}
}
function value(name,   at, rest) {
	at = index($0, "\"" name "\":\"")
	if (!at) return ""
	rest = substr($0, at + length(name) + 4)
	return substr(rest, 1, index(rest, "\"") - 1)
}
END { print passed + 0, failed + 0 }
