// Package picture serves the drawn pictures of what has no photo.
package picture
