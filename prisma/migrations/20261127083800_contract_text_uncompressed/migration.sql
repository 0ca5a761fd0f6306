-- Squeezing a contract's text takes longer than all else of an acceptance; there are few of them, and each is some ten kilobytes.
alter table contract_draft alter column text set storage external;
