using System.Text;

using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.hexclave.com/api/v1/payments/purchases/purchase-session");
request.Content = new StringContent(
    """
    {
      "full_code": "purchase-code-placeholder",
      "price_id": "monthly",
      "quantity": 1
    }
    """,
    Encoding.UTF8,
    "application/json");

using var response = await client.SendAsync(request);
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());
