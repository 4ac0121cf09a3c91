package page

// Forget takes away what Remember kept.
func (c *Ctx) Forget(name string) { c.setCookie(c.site.cookie(name), "", -1) }
