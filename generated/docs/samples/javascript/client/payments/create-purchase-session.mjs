const response = await fetch("https://api.hexclave.com/api/v1/payments/purchases/purchase-session", {
  method: "POST",
  headers: {
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    full_code: "purchase-code-placeholder",
    price_id: "monthly",
    quantity: 1,
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
