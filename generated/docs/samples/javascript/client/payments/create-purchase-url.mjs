const response = await fetch("https://api.hexclave.com/api/v1/payments/purchases/create-purchase-url", {
  method: "POST",
  headers: {
    "X-Hexclave-Access-Type": "client",
    "X-Hexclave-Project-Id": "<your project UUID>",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    customer_type: "user",
    customer_id: "3241a285-8329-4d69-8f3d-316e08cf140c",
    product_id: "pro",
    return_url: "https://example.com/bought",
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
