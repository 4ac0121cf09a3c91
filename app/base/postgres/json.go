package postgres

import (
	"database/sql/driver"
	"encoding/json"
)

// JSON makes v an argument for a json or jsonb column. Bytes from json.Marshal would be refused: the pool sends []byte in
// binary, and binary jsonb begins with a version byte.
func JSON(v any) driver.Valuer { return jsonValue{v} }

type jsonValue struct{ v any }

func (j jsonValue) Value() (driver.Value, error) {
	text, err := json.Marshal(j.v)
	return string(text), err
}
