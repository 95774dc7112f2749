using System.Text;

using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.hexclave.com/api/v1/payments/purchases/validate-code");
request.Content = new StringContent(
    """
    {
      "full_code": "purchase-code-placeholder",
      "return_url": "https://example.com/bought"
    }
    """,
    Encoding.UTF8,
    "application/json");

using var response = await client.SendAsync(request);
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());
