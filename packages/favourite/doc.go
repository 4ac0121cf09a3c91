// Package favourite keeps the packages that a person likes. Nothing hangs on them: a favourite holds no place and no price.
package favourite
