/** Only where no locale could be made out; pages of the site have their own in app/[locale]/not-found.tsx. */
export default function NotFound() {
  return (
    <html lang="en">
      <body>
        <h1>404</h1>
      </body>
    </html>
  );
}
