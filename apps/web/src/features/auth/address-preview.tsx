import { slugPreview } from "@/lib/slug-preview";

/** Shows, while a company's name is typed, the address its workspace will most likely have. */
export function AddressPreview({ host, company }: { host: string; company: string }) {
  const slug = slugPreview(company);
  if (company.trim() === "") return "Your workspace's address is made from it.";
  if (!slug) return "We make a short address from it.";
  return (
    <span className="break-all font-medium font-mono text-pine">
      {host}/{slug}
    </span>
  );
}
