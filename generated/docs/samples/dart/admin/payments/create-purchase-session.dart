import 'dart:convert';

import 'package:http/http.dart' as http;

Future<void> main() async {
  final response = await http.post(
    Uri.parse('https://api.hexclave.com/api/v1/payments/purchases/purchase-session'),
    headers: {
      'Content-Type': 'application/json',
    },
    body: jsonEncode({
      'full_code': 'purchase-code-placeholder',
      'price_id': 'monthly',
      'quantity': 1,
    }),
  );
  if (response.statusCode >= 400) {
    throw http.ClientException('${response.statusCode} ${response.body}');
  }
  print(jsonDecode(response.body));
}
