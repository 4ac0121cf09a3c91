package site

import (
	"context"

	learningpages "github.com/hubittaako/hubittaako/app/web/learning"
	"github.com/hubittaako/hubittaako/app/web/students"
	"github.com/hubittaako/hubittaako/partners/learning"
)

// coursePaths are the pages of what can be learnt, and of the students' corner.
func (p pages) coursePaths(ctx context.Context) ([]publicPath, error) {
	if p.Learning == nil {
		return nil, nil
	}
	list, err := p.Learning.List(ctx, learning.Filter{})
	paths := []publicPath{{path: learningpages.ListPath}, {path: learningpages.NeedPath}, {path: students.Path}}
	for _, c := range list {
		paths = append(paths, publicPath{path: learningpages.CoursePath(c.Slug)})
	}
	return paths, err
}

// hubCoursesShown is how many courses a hub's page has room for.
const hubCoursesShown = 3

// coursesAt are the next courses that meet at a hub.
func (p pages) coursesAt(ctx context.Context, hub int64) ([]learning.Course, error) {
	if p.Learning == nil {
		return nil, nil
	}
	list, err := p.Learning.List(ctx, learning.Filter{Hub: hub})
	return list[:min(len(list), hubCoursesShown)], err
}
