// Package seed fills an empty network with demo data: hubs as they are known, clearly marked demo hubs, and fictional
// partners and companies. It goes through the services, as people do, and may be run again: what is there stays.
package seed
