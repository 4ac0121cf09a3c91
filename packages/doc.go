// Package packages is what is sold: packages and their revisions, the price of a stay, its itinerary, and which start
// days are really free. Rules (price, itinerary, offer) are plain functions over plain values; the services around them
// read and write. How a stay is held and paid is in packages/booking and packages/billing.
package packages
