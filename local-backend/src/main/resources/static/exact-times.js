// Exact times are chosen in the visitor's own zone, and sent and linked to in UTC.
for (const utc of document.querySelectorAll(".exact input")) {
  const local = utc.cloneNode();
  local.removeAttribute("name");
  local.value = "";
  local.type = "datetime-local";
  local.step = "1";
  const at = new Date(utc.value);
  if (!Number.isNaN(at.getTime())) {
    local.value = new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 23);
  } else if (utc.value) {
    // What is wrong stays in sight, to be corrected.
    continue;
  }
  local.addEventListener("change", () => {
    utc.value = local.value ? new Date(local.value).toISOString() : "";
  });
  utc.type = "hidden";
  utc.after(local);
}
