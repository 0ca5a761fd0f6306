import type { IncomingHttpHeaders } from 'node:http';
import { limits } from '#lib/core/limits.ts';

/** Forms that take files (a review's pictures, a report of sales, a tax office's certificate, a contract); all others take words. */
const withFiles =
  /^\/[^/]+\/(orders\/[^/]+\/review\/[^/]+|licences\/[^/]+(\/(reports|statements\/[^/]+))?|verify|contracts\/register)\/?$/;

/** Whether a form sends more than its page takes. A browser says how much it sends; what does not say it is not read at all. */
export function tooLarge(pathname: string, headers: IncomingHttpHeaders): boolean {
  if (headers['transfer-encoding'] !== undefined) return true;
  return Number(headers['content-length'] ?? 0) > (withFiles.test(pathname) ? limits.formBody : limits.formPost);
}
