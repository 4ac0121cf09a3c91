// Package thread is the discussions of those who run hubs: posts in plain text, who follows and is told of them by mail, and what
// network admins do about posts that somebody has reported. Nothing is deleted: a post is hidden with a reason, and can be shown again.
package thread
