import 'dart:convert';

import 'package:http/http.dart' as http;

Future<void> main() async {
  final response = await http.post(
    Uri.parse('https://api.hexclave.com/api/v1/emails/render-email'),
    headers: {
      'X-Hexclave-Access-Type': 'admin',
      'X-Hexclave-Project-Id': '<your project UUID>',
      'X-Hexclave-Super-Secret-Admin-Key': 'sak_<your super secret admin key>',
      'Content-Type': 'application/json',
    },
    body: jsonEncode({
      'template_id': '2f8a9b7c-6d5e-4f3a-8b1c-9d0e1f2a3b4c',
      'theme_id': false,
    }),
  );
  if (response.statusCode >= 400) {
    throw http.ClientException('${response.statusCode} ${response.body}');
  }
  print(jsonDecode(response.body));
}
