/** Facts for machines inside a page (schema.org). `json` comes from JSON.stringify; what could end the element is escaped here. */
export function JsonLd({ data }: { data: object }) {
  return (
    <script
      type="application/ld+json"
      dangerouslySetInnerHTML={{ __html: JSON.stringify(data).replaceAll('<', '\\u003c') }}
    />
  );
}
