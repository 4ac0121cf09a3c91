// Package money has amounts in whole cents and what the law and good arithmetic do with them: how they are written and
// read, VAT from a dated table of rates, and dividing a sum so that nothing is lost.
//
// An amount is an int64 of euro cents, everywhere. A VAT rate is an int of basis points: 2550 is 25.5 %.
package money
