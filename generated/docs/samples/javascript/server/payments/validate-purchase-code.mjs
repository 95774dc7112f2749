const response = await fetch("https://api.hexclave.com/api/v1/payments/purchases/validate-code", {
  method: "POST",
  headers: {
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    full_code: "purchase-code-placeholder",
    return_url: "https://example.com/bought",
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
