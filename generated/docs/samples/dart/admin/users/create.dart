import 'dart:convert';

import 'package:http/http.dart' as http;

Future<void> main() async {
  final response = await http.post(
    Uri.parse('https://api.hexclave.com/api/v1/users'),
    headers: {
      'X-Hexclave-Access-Type': 'admin',
      'X-Hexclave-Project-Id': '<your project UUID>',
      'X-Hexclave-Super-Secret-Admin-Key': 'sak_<your super secret admin key>',
      'Content-Type': 'application/json',
    },
    body: jsonEncode({
      'primary_email': 'ada@example.com',
      'primary_email_verified': true,
      'primary_email_auth_enabled': true,
      'display_name': 'Ada Lovelace',
      'server_metadata': {
        'customer_number': 1815,
      },
      'password': 'placeholder-password',
    }),
  );
  if (response.statusCode >= 400) {
    throw http.ClientException('${response.statusCode} ${response.body}');
  }
  print(jsonDecode(response.body));
}
