package staff

// waiting is how many places in the queue there are for packages that pass through the hub, and for how many people.
func (v occupancyView) waiting() (entries, people int) {
	for _, q := range v.queue {
		entries, people = entries+q.Entries, people+q.People
	}
	return entries, people
}
