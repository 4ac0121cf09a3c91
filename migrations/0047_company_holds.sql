-- The holds a company has now are counted whenever it holds another stay. Without an index of its own the count went through the holds
-- of all companies by their time, and grew with them.

-- +goose Up
CREATE INDEX booking_company_holds ON booking (company_id) WHERE state IN ('held', 'awaiting_payment');

-- +goose Down
DROP INDEX booking_company_holds;
