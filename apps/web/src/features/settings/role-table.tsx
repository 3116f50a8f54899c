import { allRights, describeRight, rightsOf, roles } from "@acre/core/inputs";
import { Check } from "lucide-react";

/** What each role may do, straight from the table the server decides by. */
export function RoleTable() {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a narrow screen scrolls it, a keyboard has to as well
    <section className="relative overflow-x-auto" aria-label="What each role may do" tabIndex={0}>
      <table className="w-full min-w-[480px] border-collapse text-left">
        <thead>
          <tr className="border-line border-b text-ink-3 text-small">
            <th scope="col" className="py-1.5 font-medium">
              Right
            </th>
            {roles.map((role) => (
              <th key={role} scope="col" className="w-20 py-1.5 text-center font-medium capitalize">
                {role}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {allRights.map((right) => (
            <tr key={right} className="border-line border-b">
              <th scope="row" className="py-2 font-normal">
                {describeRight(right)}
              </th>
              {roles.map((role) => (
                <td key={role} className="py-2 text-center">
                  {rightsOf(role).has(right) ? (
                    <>
                      <Check size={14} className="mx-auto text-done" aria-hidden="true" />
                      <span className="sr-only">Yes</span>
                    </>
                  ) : (
                    <span className="sr-only">No</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
