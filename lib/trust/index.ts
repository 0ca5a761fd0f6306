export { audit } from './audit.ts';
export { type AuditLine, auditTrail } from './read.ts';
