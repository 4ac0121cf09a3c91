// Package photo makes stored photos of what people upload: it refuses what is no picture or too much of one, encodes the rest
// anew in a few widths, upright and without what the camera wrote, and keeps each with words for those who do not see it and
// the point that stays in sight when it is cut.
package photo
