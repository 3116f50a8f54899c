import type { Metadata } from "next";
import { brand } from "@/brand";
import { ApiBookPage } from "@/features/api-docs/api-book-page";
import { readBook } from "@/features/api-docs/chapters";
import { LandingFooter } from "@/features/landing/landing-footer";
import { LandingHeader } from "@/features/landing/landing-header";
import document from "@/server/openapi/openapi.json";
import { getViewer } from "@/server/viewer";

export const metadata: Metadata = {
  title: "API",
  description: `Everything the API of ${brand.name} does, with examples.`,
};

const book = readBook(document);

export default async function ApiDocsPage() {
  const viewer = await getViewer();
  return (
    <>
      <LandingHeader loggedIn={viewer !== null} />
      <ApiBookPage book={book} />
      <LandingFooter />
    </>
  );
}
