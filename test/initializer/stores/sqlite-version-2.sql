-- A database as the second release left it: one open session on an existing invoice, one that was paid.
CREATE TABLE helcim_schema (version INTEGER NOT NULL);
CREATE TABLE helcim_scope (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE helcim_session (
  id INTEGER PRIMARY KEY,
  scope INTEGER NOT NULL,
  session_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  reference TEXT NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  live INTEGER NOT NULL,
  closes_order INTEGER NOT NULL,
  due_at INTEGER,
  keep_until INTEGER,
  created_at INTEGER NOT NULL,
  record TEXT NOT NULL
);
CREATE UNIQUE INDEX helcim_session_by_id ON helcim_session (scope, session_id);
CREATE UNIQUE INDEX helcim_session_by_reference ON helcim_session (scope, reference);
CREATE UNIQUE INDEX helcim_session_one_live ON helcim_session (scope, order_id) WHERE live = 1;
CREATE UNIQUE INDEX helcim_session_one_closing ON helcim_session (scope, order_id) WHERE closes_order = 1;
CREATE INDEX helcim_session_by_order ON helcim_session (scope, order_id);
CREATE INDEX helcim_session_by_state ON helcim_session (scope, state, created_at);
CREATE INDEX helcim_session_by_due ON helcim_session (scope, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX helcim_session_by_keep ON helcim_session (scope, keep_until)
  WHERE keep_until IS NOT NULL AND due_at IS NULL;
CREATE TABLE helcim_claim (
  scope INTEGER NOT NULL,
  transaction_id TEXT NOT NULL,
  session INTEGER NOT NULL,
  PRIMARY KEY (scope, transaction_id)
) WITHOUT ROWID;
CREATE INDEX helcim_claim_by_session ON helcim_claim (session);
CREATE TABLE helcim_receipt (
  scope INTEGER NOT NULL,
  webhook_id TEXT NOT NULL,
  keep_until INTEGER NOT NULL,
  PRIMARY KEY (scope, webhook_id)
) WITHOUT ROWID;
CREATE INDEX helcim_receipt_by_keep ON helcim_receipt (scope, keep_until);
CREATE TABLE helcim_device (
  scope INTEGER NOT NULL,
  code TEXT NOT NULL,
  version INTEGER NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (scope, code)
) WITHOUT ROWID;
INSERT INTO helcim_schema (version) VALUES
  (2);
INSERT INTO helcim_scope (id, name) VALUES
  (1, 'default@api.helcim.com');
INSERT INTO helcim_session (id, scope, session_id, order_id, reference, version, state, live, closes_order, due_at, keep_until, created_at, record) VALUES
  (1, 1, 'TAMcOZtfrwnlEdacEw2FQw', 'order-1', 'HC-0123456789ABCDEF', 1, 'open', 1, 0, 1768932300000, 1769191200000, 1768932000000, '{"scope":"default@api.helcim.com","sessionId":"TAMcOZtfrwnlEdacEw2FQw","orderId":"order-1","reference":"HC-0123456789ABCDEF","version":1,"state":"open","live":true,"closesOrder":false,"transactionIds":[],"dueAt":1768932300000,"keepUntil":1769191200000,"createdAt":1768932000000,"leaseUntil":null,"checkoutToken":"c0ffee00c0ffee00c0ffee","secretToken":"5ec2e75ec2e75ec2e75ec2","tokenIssuedAt":1768932000000,"order":{"amountCents":4999,"currency":"CAD","paymentType":"purchase","paymentMethod":null,"invoiceNumber":"Inv7","customerCode":null,"convenienceFee":false},"supersededAt":null,"settledAt":null,"declines":0,"lookups":0,"lookedAt":null,"transaction":null,"reason":null,"callbacks":[],"history":[]}');
INSERT INTO helcim_session (id, scope, session_id, order_id, reference, version, state, live, closes_order, due_at, keep_until, created_at, record) VALUES
  (2, 1, 'f4dIxk3N0H1mHMqDJ0c1kQ', 'order-2', 'HC-FEDCBA9876543210', 2, 'approved', 1, 1, NULL, NULL, 1768932000000, '{"scope":"default@api.helcim.com","sessionId":"f4dIxk3N0H1mHMqDJ0c1kQ","orderId":"order-2","reference":"HC-FEDCBA9876543210","version":2,"state":"approved","live":true,"closesOrder":true,"transactionIds":["44158194"],"dueAt":null,"keepUntil":null,"createdAt":1768932000000,"leaseUntil":null,"checkoutToken":"c0ffee00c0ffee00c0ffee","secretToken":"5ec2e75ec2e75ec2e75ec2","tokenIssuedAt":1768932000000,"order":{"amountCents":4999,"currency":"CAD","paymentType":"purchase","paymentMethod":null,"invoiceNumber":null,"customerCode":null,"convenienceFee":false},"supersededAt":null,"settledAt":1768932001000,"declines":0,"lookups":0,"lookedAt":null,"transaction":{"transactionId":"44158194","kind":"card","status":"approved","type":"purchase","amountCents":4999,"currency":"CAD","invoiceNumber":"HC-FEDCBA9876543210","dateCreated":"2026-01-20 11:00:40","cardType":"MC","last4":"5454","approvalCode":"T3E3ST","customerCode":"CST65559","cardToken":"LFEY40ReTNOXkBu0y9LDDA"},"reason":null,"callbacks":[],"history":[]}');
INSERT INTO helcim_claim (scope, transaction_id, session) VALUES
  (1, '44158194', 2);
INSERT INTO helcim_receipt (scope, webhook_id, keep_until) VALUES
  (1, 'webhook-1', 1769018400000);
