-- +goose Up
-- Every payment sums up its refunds, every document the credit notes that refer to it, every booking its entries.
CREATE INDEX refund_payment ON refund (payment_id);
CREATE INDEX invoice_refers_to ON invoice (refers_to);
CREATE INDEX invoice_payment ON invoice (payment_id);
CREATE INDEX ledger_transaction_booking ON ledger_transaction (booking_id);

-- +goose Down
DROP INDEX refund_payment, invoice_refers_to, invoice_payment, ledger_transaction_booking;
