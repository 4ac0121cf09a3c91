package site

import "github.com/hubittaako/hubittaako/packages/search"

const (
	orderName = "jarj"
	pageName  = "sivu"
	pageSize  = 12 // hits on a page
	mostPages = 50
)

// orders are the orders that hits can stand in, as the address names them. The first is the search's own: the earliest start, or
// what fits the text best.
func orders() []string { return []string{"", "hinta", "kesto", "tilaa"} }

// askOrder is the order as the search names it.
func askOrder(order string) string {
	return map[string]string{"hinta": search.ByPrice, "kesto": search.ByLength, "tilaa": search.ByPlaces}[order]
}

// onPage are the hits of one page; beyond the last page is the last.
func onPage(hits []search.Hit, page int) (part []search.Hit, at int) {
	at = min(page, lastPage(len(hits)))
	return hits[(at-1)*pageSize : min(at*pageSize, len(hits))], at
}

func lastPage(hits int) int { return max(1, (hits+pageSize-1)/pageSize) }
