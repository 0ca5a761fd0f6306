import { notFound } from 'next/navigation';

/** Every path that no route knows ends here, so that the 404 page has the site's frame and the reader's language. */
export default function Unknown(): never {
  notFound();
}
